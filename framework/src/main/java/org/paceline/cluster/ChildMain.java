package org.paceline.cluster;

import java.io.IOException;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The main class of a child process: a Spark Standalone master or worker, and the janitor beside
 * it.
 *
 * <p>Arguments: {@code master}, or {@code worker URL CORES MEMORY_MIB DIRECTORY}. A line with the
 * address it listens on goes to standard output.
 */
public final class ChildMain {

  private static final String LOOPBACK = "127.0.0.1";

  private ChildMain() {}

  /**
   * Starts the child and stays until the parent's pipe closes.
   *
   * @param args see above
   * @throws IOException if the parent's pipe cannot be read
   */
  @SuppressWarnings("SystemOut") // standard output is the pipe to the parent
  public static void main(String[] args) throws IOException {
    // Ctrl-C reaches the whole process group; the children wait for the parent to let go of them.
    for (String name : Set.of("INT", "HUP")) {
      Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
    }
    RpcEnv env = args[0].equals("master") ? master() : worker(args);
    System.out.println(env.address().toSparkURL());
    System.out.flush();
    new Janitor().serve();
    // The shutdown hooks of Spark would talk to processes that are gone.
    Runtime.getRuntime().halt(0);
  }

  private static RpcEnv master() {
    return Master.startRpcEnvAndEndpoint(LOOPBACK, 0, 0, new SparkConf())._1();
  }

  private static RpcEnv worker(String[] args) {
    SparkConf conf = new SparkConf();
    return Worker.startRpcEnvAndEndpoint(
        LOOPBACK,
        0,
        0,
        Integer.parseInt(args[2]),
        Integer.parseInt(args[3]),
        new String[] {args[1]},
        args[4],
        Option.empty(),
        conf,
        Option.empty());
  }
}
