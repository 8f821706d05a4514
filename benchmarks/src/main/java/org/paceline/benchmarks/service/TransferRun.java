package org.paceline.benchmarks.service;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.paceline.benchmarks.OutputOption;
import org.paceline.benchmarks.service.TransferResult.Seconds;

/** A service with one user, and a file that goes up and down. */
final class TransferRun implements AutoCloseable {

  private static final double NANOS = 1e9;
  private static final int MIB = 1 << 20;
  private static final long SEED = 1;

  private final Path home;
  private final Path work;
  private final int mib;
  private final boolean cold;
  private final Map<String, String> settings;
  private final FullMemory memory;
  private ServiceProcess service;
  private CommandLineUser user;

  private TransferRun(Path home, Path work, int mib, boolean cold, int port) {
    this.home = home;
    this.work = work;
    this.mib = mib;
    this.cold = cold;
    this.memory = new FullMemory(nothing());
    this.settings = Map.of("port", String.valueOf(port), "part-bytes", "0");
  }

  /**
   * Starts it.
   *
   * @param home of the checkout
   * @param work where all is made
   * @param mib size of the file
   * @param cold whether each transfer has to read from the disk what it sends
   */
  static TransferRun start(Path home, Path work, int mib, boolean cold)
      throws IOException, InterruptedException {
    TransferRun run = new TransferRun(home, work, mib, cold, freePort());
    run.serve();
    try {
      run.user = CommandLineUser.at(home, work, "http://127.0.0.1:" + run.service.port());
      run.write(run.original());
      return run;
    } catch (IOException | InterruptedException e) {
      run.close();
      throw e;
    }
  }

  /** The same port after a kill, so that the client finds the service again. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts the service, again after a kill. */
  void serve() throws IOException {
    service = ServiceProcess.start(home, work, "", settings);
  }

  ServiceProcess service() {
    return service;
  }

  CommandLineUser user() {
    return user;
  }

  Path original() {
    return work.resolve("original");
  }

  private Path nothing() {
    return work.resolve("nothing");
  }

  Path copy() {
    return work.resolve("copy");
  }

  int mib() {
    return mib;
  }

  private void write(Path file) throws IOException {
    byte[] bytes = new byte[MIB];
    Random random = new Random(SEED);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < mib; i++) {
        random.nextBytes(bytes);
        out.write(bytes);
      }
    }
  }

  TransferResult result(OutputOption output, int repeats) throws IOException, InterruptedException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<Seconds> seconds = new ArrayList<>();
    for (int i = 1; i <= repeats; i++) {
      System.err.printf("transfer: turn %d of %d%n", i, repeats);
      seconds.add(turn("turn" + i));
    }
    int heap = GarbageLog.read(service.garbageLog()).most();
    double resident = ProcessUse.mostResidentMib(service.pid());
    return new TransferResult(
        output.setting(), mib, cold, load, seconds, heap, resident, new Interruptions(this).all());
  }

  private Seconds turn(String name) throws IOException, InterruptedException {
    prepare();
    double copy = copied(false);
    prepare();
    double settled = copied(true);
    prepare();
    double push = user.times("data", "push", "--quiet", "--name", name, original().toString());
    prepare();
    double pull = user.times("data", "pull", "--quiet", name, copy().toString());
    checkCopy();
    forget(name);
    return new Seconds(copy, settled, push, pull);
  }

  private void prepare() throws IOException, InterruptedException {
    memory.fill();
    if (cold) {
      ColdFiles.below(work, nothing());
    }
  }

  private double copied(boolean settled) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    run("cp", original().toString(), copy().toString());
    if (settled) {
      run("sync", copy().toString());
    }
    double seconds = (System.nanoTime() - begin) / NANOS;
    Files.delete(copy());
    return seconds;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private void checkCopy() throws IOException {
    if (!sameCopy()) {
      throw new IOException("what came back differs from what was sent");
    }
  }

  /** Compares the copy, and deletes it. */
  boolean sameCopy() throws IOException {
    boolean same = Files.mismatch(original(), copy()) < 0;
    Files.delete(copy());
    return same;
  }

  /** The next turn has as much room as this one. */
  void forget(String name) throws IOException, InterruptedException {
    user.types("files", "delete", name);
    user.types("files", "empty", "--yes");
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
