package org.paceline.submitter.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The graphics cards people own, from {@code conf/gpu-catalogue.csv}. Immutable.
 *
 * <p>It is the file that the framework reads too; the framework's reader would bring Spark along.
 */
final class GpuCatalogue {

  private static final String RESOURCE = "gpu-catalogue.csv";

  private final List<Card> cards;

  private GpuCatalogue(List<Card> cards) {
    this.cards = cards;
  }

  static GpuCatalogue load() {
    try (InputStream in = GpuCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the GPU catalogue is missing from the build: " + RESOURCE);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new GpuCatalogue(
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(GpuCatalogue::card)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Name, compute capability, multiprocessors, TFLOPS, memory in GiB, watts. */
  private static Card card(String line) {
    String[] field = line.strip().split("\\s*,\\s*", -1);
    return new Card(
        field[0],
        Double.parseDouble(field[1]),
        Double.parseDouble(field[3]),
        Double.parseDouble(field[4]));
  }

  List<Card> cards() {
    return cards;
  }

  /** By the catalogue's own name. */
  Optional<Card> named(String name) {
    return cards.stream().filter(card -> card.name().equals(name)).findFirst();
  }

  /** By a driver's name, which may have a vendor and a form factor around the catalogue's. */
  Optional<Card> find(String reported) {
    String name = " " + normalised(reported) + " ";
    return cards.stream()
        .filter(card -> name.contains(" " + normalised(card.name()) + " "))
        .max(Comparator.comparingInt(card -> card.name().length()));
  }

  private static String normalised(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", " ").strip();
  }
}
