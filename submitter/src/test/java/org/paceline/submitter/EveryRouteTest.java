package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;

/** Who may ask which route: one that is not in the table fails the test. */
class EveryRouteTest {

  /**
   * Asked with the body {@code {}}, for things that do not exist; so 400 and 404 are for whoever
   * may ask. The last two end the sessions that they are asked with.
   */
  private static final String TABLE =
      """
      route                            anonymous  user  must-change  admin
      GET /health                            200   200          200    200
      GET /ready                             200   200          200    200
      GET /metrics                           401   403          403    200
      GET /api/v1/audit                      401   403          403    200
      POST /api/v1/users                     400   400          400    400
      POST /api/v1/sessions                  400   400          400    400
      POST /api/v1/tokens                    400   400          400    400
      POST /api/v1/invitations               401   403          403    201
      GET /api/v1/users/me                   401   200          403    200
      PUT /api/v1/users/me/password          401   400          400    400
      DELETE /api/v1/users/me                401   400          403    400
      DELETE /api/v1/sessions                401   204          403    204
      """;

  @Test
  void everyRouteIsInTheTable(@TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(server.submitter().routes());
    }
  }

  @Test
  void everyRoleGetsWhatTheTableSays(@TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      List<String> tokens =
          Arrays.asList(null, server.user("ada"), mustChange(server), server.admin());
      table()
          .forEach(
              (route, expected) -> {
                String[] parts = route.split(" ", -1);
                String path = parts[1].replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
                String body = parts[0].equals("GET") ? null : "{}";
                List<Integer> got =
                    tokens.stream()
                        .map(token -> server.send(parts[0], path, token, body).status())
                        .toList();
                assertThat(got).as(route).isEqualTo(expected);
              });
    }
  }

  private static String mustChange(TestServer server) {
    String token = server.user("eve");
    try (Database database = server.database()) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "update users set must_change_password = true where name = 'eve'"));
    }
    return token;
  }

  private static Map<String, List<Integer>> table() {
    Map<String, List<Integer>> table = new LinkedHashMap<>();
    TABLE
        .lines()
        .skip(1)
        .map(line -> line.split(" +", -1))
        .forEach(
            cells ->
                table.put(
                    cells[0] + " " + cells[1],
                    Arrays.stream(cells).skip(2).map(Integer::valueOf).toList()));
    return table;
  }
}
