package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Within what an {@code Idempotency-Key} is somebody's own: others may have the same key, and get
 * nothing by it.
 *
 * @param name says no more to whoever reads the database than the account's id
 * @param user with whose account it ends, or null
 */
record KeyScope(String name, UUID user) {

  /** The account, or the token that is brought, or the address that it comes from. */
  static KeyScope of(Context context, String key) {
    Caller caller = Caller.of(context);
    if (caller != null) {
      return new KeyScope(caller.id().toString(), caller.id());
    }
    return context.routeRoles().contains(Access.ANYBODY)
        ? hashed("address", key, Origin.of(context))
        : hashed("token", key, BearerToken.of(context));
  }

  /** With the key, since addresses are few enough to try. */
  private static KeyScope hashed(String kind, String key, String of) {
    return new KeyScope(
        Fingerprint.hex(kind + " " + key, of.getBytes(StandardCharsets.UTF_8)), null);
  }
}
