package org.paceline.benchmarks.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** All clients, each with a thread of its own while there is load. */
final class Crowd implements AutoCloseable {

  private static final int PAYLOADS = 64;
  private static final long STARTS_IN_NANOS = 200_000_000;

  private final List<Client> clients;

  private Crowd(List<Client> clients) {
    this.clients = clients;
  }

  /**
   * Makes accounts and what they have.
   *
   * @param port of the service
   * @param count how many clients
   * @param seed of all that is drawn
   * @return ready to be let loose
   */
  static Crowd gather(int port, int count, long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    List<Payload> payloads =
        IntStream.range(0, PAYLOADS).mapToObj(i -> Payload.random(random)).toList();
    List<Client> clients =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Person(
                        String.format(Locale.ROOT, "person-%04d", i), random.nextLong(), payloads))
            .map(person -> new Client(person, port))
            .toList();
    List<Callable<Void>> teams = new ArrayList<>();
    for (int i = 0; i < count; i += Team.SIZE) {
      teams.add(new Team(clients.subList(i, Math.min(count, i + Team.SIZE))));
    }
    all(Runtime.getRuntime().availableProcessors(), teams);
    return new Crowd(clients);
  }

  /**
   * Lets everybody use the service.
   *
   * @param seconds for how long
   * @param pauseMillis between requests of one client, in the mean
   * @return what was answered
   */
  List<Sample> load(int seconds, int pauseMillis) throws IOException, InterruptedException {
    long begin = System.nanoTime() + STARTS_IN_NANOS;
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    long pause = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    List<Callable<List<Sample>>> work =
        clients.stream().map(client -> client.load(begin, end, pause)).toList();
    return all(clients.size(), work).stream().flatMap(List::stream).toList();
  }

  private static <T> List<T> all(int threads, List<Callable<T>> work)
      throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
  }
}
