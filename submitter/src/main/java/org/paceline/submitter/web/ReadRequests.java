package org.paceline.submitter.web;

import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.paceline.submitter.database.Reading;

/** Lets requests of methods that change nothing (RFC 9110) read apart from those that do. */
final class ReadRequests extends Handler.Wrapper {

  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return SAFE.contains(request.getMethod())
        ? Reading.only(() -> super.handle(request, response, callback))
        : super.handle(request, response, callback);
  }
}
