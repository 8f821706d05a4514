package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.Waiting.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/**
 * Who may ask which route: one that is not in the table fails the test. {@link EveryRoleTest} asks
 * for things that exist, and are others'.
 */
class EveryRouteTest {

  /**
   * Asked with the body {@code {}}, for things that do not exist; so 400 and 404 are for whoever
   * may ask. The last two end the sessions that they are asked with.
   */
  private static final String TABLE =
      """
      route                            anonymous  user  must-change  admin
      DELETE /api/v1/enrollments/{enrollment}                401   404   403   404
      DELETE /api/v1/files/{id}                              401   428   403   428
      DELETE /api/v1/invitations/{invitation}                401   403   403   404
      DELETE /api/v1/machines/{machine}                      401   404   403   404
      DELETE /api/v1/machines/{machine}/agent                401   404   403   404
      DELETE /api/v1/machines/{machine}/heartbeat            401   401   401   401
      DELETE /api/v1/machines/{machine}/pause                401   404   403   404
      DELETE /api/v1/projects/{project}                      401   404   403   404
      DELETE /api/v1/projects/{project}/invite-codes/{code}  401   404   403   404
      DELETE /api/v1/projects/{project}/members/{member}     401   404   403   404
      DELETE /api/v1/recycle-bin                             401   204   403   204
      DELETE /api/v1/recycle-bin/{id}                        401   428   403   428
      DELETE /api/v1/uploads/{id}                            401   404   403   404
      DELETE /api/v1/users/me                                401   400   403   400
      DELETE /api/v1/users/me/totp                           401   400   403   400
      GET /api/v1/audit                                      401   403   403   200
      GET /api/v1/audit/head                                 401   403   403   200
      GET /api/v1/audit/verification                         401   403   403   200
      GET /api/v1/enrollments                                401   200   403   200
      GET /api/v1/enrollments/{enrollment}                   401   404   403   404
      GET /api/v1/file-checks                                401   403   403   200
      GET /api/v1/file-checks/{id}/findings                  401   403   403   404
      GET /api/v1/files                                      401   200   403   200
      GET /api/v1/files/{id}                                 401   404   403   404
      GET /api/v1/files/{id}/content                         401   404   403   404
      GET /api/v1/gpus                                       401   200   403   200
      GET /api/v1/invitations                                401   403   403   200
      GET /api/v1/invitations/{invitation}                   401   403   403   404
      GET /api/v1/machines                                   401   200   403   200
      GET /api/v1/machines/{machine}                         401   404   403   404
      GET /api/v1/openapi.json                               200   200   200   200
      GET /api/v1/openapi.yaml                               200   200   200   200
      GET /api/v1/projects                                   401   200   403   200
      GET /api/v1/projects/{id}/quota                        401   404   403   200
      GET /api/v1/projects/{project}                         401   404   403   404
      GET /api/v1/projects/{project}/audit                   401   404   403   404
      GET /api/v1/projects/{project}/invite-codes            401   404   403   404
      GET /api/v1/projects/{project}/invite-codes/{code}     401   404   403   404
      GET /api/v1/projects/{project}/machines                401   404   403   404
      GET /api/v1/projects/{project}/members                 401   404   403   404
      GET /api/v1/projects/{project}/members/{member}        401   404   403   404
      GET /api/v1/recycle-bin                                401   200   403   200
      GET /api/v1/recycle-bin/{id}                           401   404   403   404
      GET /api/v1/uploads                                    401   200   403   200
      GET /api/v1/uploads/{id}                               401   404   403   404
      GET /api/v1/users/me                                   401   200   403   200
      GET /api/v1/users/{id}/quota                           401   404   403   200
      GET /health                                            200   200   200   200
      GET /metrics                                           401   403   403   200
      GET /ready                                             200   200   200   200
      HEAD /api/v1/files/{id}/content                        401   404   403   404
      PATCH /api/v1/machines/{machine}                       401   404   403   404
      PATCH /api/v1/projects/{project}                       401   404   403   404
      PATCH /api/v1/projects/{project}/members/{member}      401   404   403   404
      POST /api/v1/agents                                    401   400   403   400
      POST /api/v1/enrollments                               401   201   403   201
      POST /api/v1/file-checks                               401   403   403   201
      POST /api/v1/invitations                               401   403   403   201
      POST /api/v1/machines                                  401   400   403   400
      POST /api/v1/memberships                               401   400   403   400
      POST /api/v1/projects                                  401   400   403   400
      POST /api/v1/projects/{project}/invite-codes           401   404   403   404
      POST /api/v1/recycle-bin/{id}/restoration              401   428   403   428
      POST /api/v1/sessions                                  400   400   400   400
      POST /api/v1/tokens                                    400   400   400   400
      POST /api/v1/uploads                                   401   400   403   400
      POST /api/v1/uploads/{id}/completion                   401   404   403   404
      POST /api/v1/users                                     400   400   400   400
      POST /api/v1/users/me/totp                             401   400   403   400
      PUT /api/v1/machines/{machine}/heartbeat               401   401   401   401
      PUT /api/v1/machines/{machine}/pause                   401   404   403   404
      PUT /api/v1/machines/{machine}/profile                 401   401   401   401
      PUT /api/v1/machines/{machine}/rules                   401   404   403   404
      PUT /api/v1/projects/{id}/quota                        401   403   403   428
      PUT /api/v1/projects/{project}/owner                   401   404   403   404
      PUT /api/v1/uploads/{id}/parts/{number}                401   404   403   404
      PUT /api/v1/users/me/password                          401   400   400   400
      PUT /api/v1/users/me/totp                              401   400   403   400
      PUT /api/v1/users/{id}/quota                           401   403   403   428
      DELETE /api/v1/sessions                                401   204   403   204
      DELETE /api/v1/sessions/current                        401   204   403   204
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
          new ArrayList<>(
              Arrays.asList(null, server.user("ada"), mustChange(server), server.admin()));
      table()
          .forEach(
              (route, expected) -> {
                String[] parts = route.split(" ", -1);
                String path = parts[1].replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
                String body = parts[0].equals("GET") ? null : "{}";
                if (parts[1].startsWith("/api/v1/sessions/")) {
                  // The route before has ended all sessions.
                  tokens.set(1, again(server, "ada"));
                  tokens.set(3, again(server, "admin"));
                }
                checked(
                    route,
                    () -> {
                      List<Integer> got =
                          tokens.stream()
                              .map(token -> server.send(parts[0], path, token, body).status())
                              .toList();
                      assertThat(got).as(route).isEqualTo(expected);
                    });
              });
    }
  }

  @Test
  void headIsAnsweredAsGetIsWithoutABody(@TempDir Path home) {
    try (TestServer server = TestServer.start(Storage.H2, home)) {
      List<String> tokens =
          Arrays.asList(null, server.user("ada"), mustChange(server), server.admin());
      table()
          .forEach(
              (route, expected) -> {
                if (route.startsWith("GET ")) {
                  String path = route.substring(4).replaceAll("\\{[^}]+}", "" + UUID.randomUUID());
                  checked(
                      route,
                      () -> {
                        List<Answer> got =
                            tokens.stream()
                                .map(token -> server.send("HEAD", path, token, null))
                                .toList();
                        assertThat(got).extracting(Answer::status).as(route).isEqualTo(expected);
                        assertThat(got).extracting(Answer::body).as(route).containsOnly("");
                      });
                }
              });
    }
  }

  /** The service is not ready for the moment whenever a slow disk takes seconds to answer. */
  private static void checked(String route, Runnable row) {
    if (route.equals("GET /ready")) {
      await().untilAsserted(row::run);
    } else {
      row.run();
    }
  }

  private static String again(TestServer server, String name) {
    return server.signIn(name, TestServer.PASSWORD).is(201).text("accessToken");
  }

  /** A token of eve, who must change her password first. */
  static String mustChange(TestServer server) {
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
