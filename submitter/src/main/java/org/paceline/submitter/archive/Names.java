package org.paceline.submitter.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of an archive, each once. Of each, eight bytes of its SHA-256 are kept: names may be
 * long, and an archive may have very many. Not thread-safe.
 */
final class Names {

  static final int MOST = 500_000;

  private final Set<Long> seen = new HashSet<>();
  private final MessageDigest sha256;

  Names() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(String name) {
    byte[] digest = sha256.digest(name.getBytes(StandardCharsets.UTF_8));
    if (!seen.add(ByteBuffer.wrap(digest).getLong())) {
      throw new ArchiveException("the archive has '%s' twice".formatted(EntryName.shown(name)));
    }
    if (seen.size() > MOST) {
      throw new ArchiveException("an archive may have %s entries, not more".formatted(MOST));
    }
  }
}
