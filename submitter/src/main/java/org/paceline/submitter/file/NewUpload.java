package org.paceline.submitter.file;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.paceline.submitter.archive.CifarForm;
import org.paceline.submitter.config.FileSettings;
import org.paceline.submitter.web.PlainText;

/** What a client tells of a file before it sends it; the target is the caller unless one is set. */
record NewUpload(
    String name,
    Long size,
    String crc32c,
    String sha256,
    Kind kind,
    Space space,
    Long ttlSeconds,
    UUID project,
    UUID member,
    UUID machine) {

  private static final int MOST_PARTS = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final long SHORTEST = 1;
  private static final long LONGEST = 31_536_000;

  NewUpload {
    checkName(name);
    require(size != null && size > 0, "size must be the number of bytes, 1 or more, not " + size);
    WholeChecksums.check(crc32c, sha256);
    kind = kind == null ? Kind.FILE : kind;
    space = space == null ? Space.KEPT : space;
    require(
        space == Space.KEPT
            ? ttlSeconds == null
            : ttlSeconds != null && ttlSeconds >= SHORTEST && ttlSeconds <= LONGEST,
        "ttlSeconds must be from %s to %s in the space short-term, and absent in kept, not %s"
            .formatted(SHORTEST, LONGEST, ttlSeconds));
    require(
        Stream.of(project, member, machine).filter(Objects::nonNull).count() <= 1,
        "only one of project, member and machine can be the target");
    checkRecords(kind, size);
  }

  private static void checkRecords(Kind kind, long size) {
    int bytes = kind.records().map(CifarForm::recordBytes).orElse(1);
    require(
        size % bytes == 0,
        "a file of the kind %s has records of %s bytes, and %s is no multiple of that"
            .formatted(kind.shown(), bytes, size));
  }

  Target target() {
    return new Target(project, member, machine);
  }

  /** The upload that it begins. */
  Upload upload(UUID id, UUID owner, FileSettings settings, Instant now, String handle) {
    long partBytes = Math.max(settings.partBytes(size), (size + MOST_PARTS - 1) / MOST_PARTS);
    Instant end = now.plus(settings.upload());
    WholeChecksums whole = new WholeChecksums(crc32c, sha256);
    return new Upload(
        id,
        owner,
        project,
        member,
        machine,
        name,
        kind,
        size,
        whole.crc32c(),
        whole.sha256(),
        space,
        ttlSeconds,
        partBytes,
        now,
        end,
        handle);
  }

  private static void checkName(String name) {
    require(
        name != null && !name.isBlank() && PlainText.fits(name, LONGEST_NAME),
        "name must have 1 to %s %s, not '%s'".formatted(LONGEST_NAME, PlainText.RULE, name));
    require(
        name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
            && !name.equals(".")
            && !name.equals(".."),
        "name must be a file's name without a folder, not '%s'".formatted(name));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
