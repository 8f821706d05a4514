package org.paceline.benchmarks.service;

import static org.paceline.benchmarks.service.Step.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.paceline.benchmarks.service.Person.Kept;
import org.paceline.benchmarks.service.Person.Thing;

/**
 * People who share a project, their machines and files; made before the clock starts.
 *
 * @param clients the first of them owns the project
 */
record Team(List<Client> clients) implements Callable<Void> {

  static final int SIZE = 5;

  private static final int OWN_PROJECTS = 3;

  @Override
  public Void call() throws IOException {
    for (Client client : clients) {
      client.prepare(account(client.person()));
    }
    String code = project();
    for (Client client : clients.subList(1, clients.size())) {
      client.prepare(join(client.person(), code));
    }
    List<Kept> shared = new ArrayList<>();
    for (Client client : clients) {
      shared.add(belongings(client));
      // The service closes what is silent for half a minute, and other teams are not ready yet.
      client.close();
    }
    clients.forEach(client -> client.person().shared = shared);
    return null;
  }

  private static List<Step> account(Person person) {
    Step register =
        write(
            "POST users",
            201,
            () -> Request.of("POST", "/users", null).json(person.credentials()),
            reply -> {});
    return List.of(register, Writes.signIn(person).get(0));
  }

  /** The code by which the others come in. */
  private String project() throws IOException {
    Person owner = clients.get(0).person();
    AtomicReference<String> code = new AtomicReference<>();
    Step make =
        write(
            "POST projects",
            201,
            () -> Request.of("POST", "/projects", owner.token).json(Map.of("name", "the team's")),
            reply -> clients.forEach(client -> client.person().team = reply.text("id")));
    Step invite =
        write(
            "POST projects/{id}/invite-codes",
            201,
            () ->
                Request.of("POST", "/projects/" + owner.team + "/invite-codes", owner.token)
                    .json(Map.of("uses", SIZE)),
            reply -> code.set(reply.text("code")));
    clients.get(0).prepare(List.of(make, invite));
    return code.get();
  }

  private static List<Step> join(Person person, String code) {
    return List.of(
        write(
            "POST memberships",
            201,
            () -> Request.of("POST", "/memberships", person.token).json(Map.of("code", code)),
            reply -> {}));
  }

  private static Kept belongings(Client client) throws IOException {
    Person person = client.person();
    for (int i = 0; i < OWN_PROJECTS; i++) {
      client.prepare(Writes.makeOrDelete(person));
    }
    client.prepare(machine(person));
    Payload payload = person.any(person.payloads);
    client.prepare(Transfers.upload(person, payload));
    // It stays: whoever reads it must find it.
    return new Kept(person.files.remove(0).id(), payload);
  }

  private static List<Step> machine(Person person) {
    Map<String, Object> profile =
        Map.of("name", "lab", "processor", "AMD EPYC", "cores", 8, "memoryBytes", 32L << 30);
    Step agent =
        write(
            "POST agents",
            201,
            () -> Request.of("POST", "/agents", person.token).json(profile),
            reply -> {
              person.machine = new Thing(reply.text("machineId"), 0);
              person.agentToken = reply.text("token");
            });
    Step look =
        new Step(
            "GET machines/{id}",
            Step.Kind.READ,
            200,
            () -> Request.get("/machines/" + person.machine.id(), person.token),
            reply -> person.machine = new Thing(reply.text("id"), reply.version()));
    Step lend =
        write(
            "PUT machines/{id}/rules",
            200,
            () -> Writes.rules(person, 1),
            reply -> person.machine = new Thing(reply.text("id"), reply.version()));
    return List.of(agent, look, lend);
  }
}
