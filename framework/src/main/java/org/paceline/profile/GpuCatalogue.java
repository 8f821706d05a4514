package org.paceline.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The graphics cards people own, with what a driver does not tell: rate and power.
 *
 * <p>It is read from {@code conf/gpu-catalogue.csv}: one card a line, {@code name, compute
 * capability, multiprocessors, TFLOPS, memory in GiB, watts}. Immutable.
 */
public final class GpuCatalogue {

  private static final String RESOURCE = "/org/paceline/conf/gpu-catalogue.csv";
  private static final int COLUMNS = 6;

  private final List<GpuProfile> cards;

  GpuCatalogue(List<GpuProfile> cards) {
    this.cards = List.copyOf(cards);
  }

  /**
   * Loads the catalogue that this build carries.
   *
   * @return the catalogue
   */
  public static GpuCatalogue load() {
    try (InputStream in = GpuCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the GPU catalogue is missing from the build: " + RESOURCE);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return parse(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GpuCatalogue parse(List<String> lines) {
    return new GpuCatalogue(
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(GpuCatalogue::card)
            .toList());
  }

  private static GpuProfile card(String line) {
    String[] field = line.split("\\s*,\\s*");
    if (field.length != COLUMNS) {
      throw new IllegalArgumentException(
          "a card in the GPU catalogue has %s columns, not %s: '%s'"
              .formatted(COLUMNS, field.length, line));
    }
    try {
      return new GpuProfile(
          field[0].strip(),
          ComputeCapability.parse(field[1]),
          Integer.parseInt(field[2]),
          Double.parseDouble(field[3]),
          (long) (Double.parseDouble(field[4]) * (1L << 30)),
          Integer.parseInt(field[5].strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a card in the GPU catalogue is not readable: '%s': %s".formatted(line, e.getMessage()),
          e);
    }
  }

  /**
   * All cards of the catalogue.
   *
   * @return the cards in the order of the file
   */
  public List<GpuProfile> cards() {
    return cards;
  }

  /**
   * Finds a card by the name that a driver reports, which may have a vendor and a form factor
   * around the catalogue's: {@code NVIDIA A100-SXM4-40GB} is {@code A100}.
   *
   * @param reported the driver's name
   * @return the card with the longest catalogue name contained in it, if any
   */
  public Optional<GpuProfile> find(String reported) {
    String name = " " + normalised(reported) + " ";
    return cards.stream()
        .filter(card -> name.contains(" " + normalised(card.name()) + " "))
        .max(java.util.Comparator.comparingInt(card -> card.name().length()));
  }

  private static String normalised(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", " ").strip();
  }
}
