package org.paceline.jobs.agent;

/**
 * For which machine an agent reports, and how it proves that.
 *
 * @param server where
 * @param machineId which machine
 * @param token the agent's own
 * @param enrollmentHash of the token that it was registered with
 */
record Registration(String server, String machineId, String token, String enrollmentHash) {

  Registration {
    if (server == null || enrollmentHash == null) {
      throw new IllegalArgumentException("server or enrollmentHash is missing");
    }
    if (machineId == null || !machineId.matches("[0-9a-f-]{36}")) {
      throw new IllegalArgumentException("machineId is missing or none");
    }
    if (token == null || !Tokens.wellFormed(token)) {
      throw new IllegalArgumentException("token is missing or none");
    }
  }

  String path(String what) {
    return "/api/v1/machines/" + machineId + what;
  }

  @Override
  public String toString() {
    return "machine " + machineId + " at " + server;
  }
}
