package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.paceline.submitter.testing.Waiting.await;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.paceline.submitter.testing.ClosedPort;

class ClientThreadsTest {

  /** In a group of its own: clients of other tests are none of its business. */
  @Test
  void noThreadOfAClientThatWasUsedIsLeft() throws InterruptedException, ExecutionException {
    ThreadGroup group = new ThreadGroup("process");
    FutureTask<Void> use = new FutureTask<>(() -> use(group));
    new Thread(group, use).start();
    use.get();
  }

  private static Void use(ThreadGroup group) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    try (ClosedPort nobody = new ClosedPort()) {
      URI uri = URI.create("http://127.0.0.1:%s/".formatted(nobody.number()));
      assertThatThrownBy(
              () -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
    }
    assertThat(names(group)).anyMatch(name -> name.endsWith("-SelectorManager"));
    ClientThreads.end();
    await()
        .untilAsserted(
            () -> assertThat(names(group)).noneMatch(name -> name.endsWith("-SelectorManager")));
    // One that nobody uses any more would end by itself.
    Reference.reachabilityFence(client);
    return null;
  }

  private static String[] names(ThreadGroup group) {
    Thread[] threads = new Thread[2 * group.activeCount()];
    int count = group.enumerate(threads);
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = threads[i].getName();
    }
    return names;
  }
}
