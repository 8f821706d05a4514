package org.paceline.submitter.file;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What a client tells of a file before it sends it; the target is the caller unless one is set. */
record NewUpload(
    String name,
    Long size,
    String sha256,
    Kind kind,
    Space space,
    Long ttlSeconds,
    UUID project,
    UUID member,
    UUID machine) {

  private static final int LONGEST_NAME = 200;
  private static final long SHORTEST = 60;
  private static final long LONGEST = 31_536_000;

  NewUpload {
    checkName(name);
    require(size != null && size > 0, "size must be the number of bytes, 1 or more, not " + size);
    require(
        sha256 != null && sha256.matches(Checksum.FORM),
        "sha256 must be 64 hexadecimal digits in lower case, not '%s'".formatted(sha256));
    kind = kind == null ? Kind.FILE : kind;
    space = space == null ? Space.KEPT : space;
    require(
        space == Space.KEPT
            ? ttlSeconds == null
            : ttlSeconds != null && ttlSeconds >= SHORTEST && ttlSeconds <= LONGEST,
        "ttlSeconds must be from %d to %d in the space short-term, and absent in kept, not %s"
            .formatted(SHORTEST, LONGEST, ttlSeconds));
    require(
        Stream.of(project, member, machine).filter(Objects::nonNull).count() <= 1,
        "only one of project, member and machine can be the target");
    require(
        kind.recordBytes() == 0 || size % kind.recordBytes() == 0,
        "a file of the kind %s has records of %d bytes, and %d is no multiple of that"
            .formatted(kind.shown(), kind.recordBytes(), size));
  }

  private static void checkName(String name) {
    require(
        name != null && !name.isBlank() && name.length() <= LONGEST_NAME,
        "name must have 1 to %d characters, not '%s'".formatted(LONGEST_NAME, name));
    require(
        name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
            && !name.equals(".")
            && !name.equals(".."),
        "name must be a file's name without a folder, not '%s'"
            .formatted(name.replaceAll("\\p{Cntrl}", "?")));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
