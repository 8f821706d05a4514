package org.paceline.submitter.web;

import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.security.Roles;
import java.util.List;

/**
 * HEAD wherever there is GET, for whom GET is for (RFC 9110, section 9.3.2). Javalin's own answer
 * would be 200 without asking who asks.
 */
final class Heads {

  private Heads() {}

  static void addTo(InternalRouter router) {
    List<Endpoint> gets =
        router.allHttpHandlers().stream()
            .map(parsed -> parsed.endpoint)
            .filter(endpoint -> endpoint.method == HandlerType.GET)
            .filter(endpoint -> !router.hasHttpHandlerEntry(HandlerType.HEAD, endpoint.path))
            .toList();
    gets.forEach(get -> router.addHttpEndpoint(head(get)));
  }

  private static Endpoint head(Endpoint get) {
    return Endpoint.create(HandlerType.HEAD, get.path)
        .addMetadata(get.metadata(Roles.class))
        .handler(get.handler);
  }
}
