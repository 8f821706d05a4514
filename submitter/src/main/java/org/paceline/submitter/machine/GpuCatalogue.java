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
import org.paceline.submitter.web.Problem;

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

  /**
   * By hand, cards are of the catalogue: a name that it lacks is a mistake in writing.
   *
   * @throws Problem with status 400 if one is not, with names that may be meant
   */
  void require(List<String> gpus) {
    List<String> names = cards.stream().map(Card::name).toList();
    for (String gpu : gpus) {
      if (!names.contains(gpu)) {
        List<String> near = new NearNames(names).of(gpu);
        throw Problem.invalid(
            "gpus must be names of /api/v1/gpus, not '%s'%s"
                .formatted(gpu, near.isEmpty() ? "" : "; near it: " + String.join(", ", near)));
      }
    }
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
