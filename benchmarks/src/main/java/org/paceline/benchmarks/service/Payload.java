package org.paceline.benchmarks.service;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A small file that is sent in parts; made before the clock starts.
 *
 * @param bytes all of it
 * @param sha256 of the whole
 * @param parts as they are sent
 */
record Payload(byte[] bytes, String sha256, List<Part> parts) {

  /** The setting {@code part-bytes} of the service: the least that it takes. */
  static final int PART_BYTES = 1 << 16;

  private static final int SHORTEST = 70_000;
  private static final int LONGEST = 130_000;

  /**
   * A part.
   *
   * @param bytes what is sent
   * @param sha256 of it
   */
  record Part(byte[] bytes, String sha256) {}

  static Payload random(Random random) {
    byte[] bytes = new byte[random.nextInt(SHORTEST, LONGEST)];
    random.nextBytes(bytes);
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += PART_BYTES) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
      parts.add(new Part(part, sha256(part)));
    }
    return new Payload(bytes, sha256(bytes), parts);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
