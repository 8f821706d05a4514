package org.paceline.submitter.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of requests that may come again, with the answers that they got. */
interface IdempotencyTable {

  /**
   * A request.
   *
   * @param requestHash what was asked
   * @param status of the answer, null while it is under way
   * @param location of the answer, or null
   * @param body of the answer, sealed, or null
   * @param createdAt when it came
   */
  record Kept(
      String requestHash, Integer status, String location, String body, Instant createdAt) {}

  @SqlUpdate(
      "insert into idempotent_requests (scope, user_id, idempotency_key, request_hash,"
          + " created_at) values (:scope, :user, :key, :request, :now)")
  void claim(
      @Bind("scope") String scope,
      @Bind("user") UUID user,
      @Bind("key") String key,
      @Bind("request") String request,
      @Bind("now") Instant now);

  @SqlQuery(
      "select request_hash, status, location, body, created_at from idempotent_requests"
          + " where scope = :scope and idempotency_key = :key")
  Optional<Kept> find(@Bind("scope") String scope, @Bind("key") String key);

  @SqlUpdate(
      "update idempotent_requests set status = :status, location = :location, body = :body"
          + " where scope = :scope and idempotency_key = :key")
  void answer(
      @Bind("scope") String scope,
      @Bind("key") String key,
      @Bind("status") int status,
      @Bind("location") String location,
      @Bind("body") String body);

  @SqlUpdate(
      "delete from idempotent_requests where scope = :scope and idempotency_key = :key"
          + " and status is null")
  void release(@Bind("scope") String scope, @Bind("key") String key);

  @SqlUpdate(
      "delete from idempotent_requests where scope = :scope and idempotency_key = :key"
          + " and (created_at < :old or (status is null and created_at < :dead))")
  void forget(
      @Bind("scope") String scope,
      @Bind("key") String key,
      @Bind("old") Instant old,
      @Bind("dead") Instant dead);

  @SqlUpdate("delete from idempotent_requests where created_at < :old")
  int forgetAll(@Bind("old") Instant old);
}
