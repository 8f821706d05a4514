package org.paceline.profile;

import com.sun.jna.platform.unix.LibC;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which cards CUDA shows this process, by the variable that CUDA reads when it is initialised.
 *
 * <p>Java cannot change its own environment, so the C library does; Java's copy, and what child
 * processes inherit, stay as they were.
 */
public final class VisibleCards {

  /** The variable: UUIDs or ordinals with commas between them. */
  public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

  private VisibleCards() {}

  /**
   * Shows this process one card only. It must be called before anything uses CUDA.
   *
   * @param card the card's UUID, {@code GPU-…}, as nvidia-smi lists it
   * @return what was done, one sentence for people
   * @throws IllegalArgumentException if it is no UUID of a card
   * @throws IllegalStateException if the launcher has shown this process other cards
   */
  public static String showOnly(String card) {
    Optional<String> shown = shown();
    String done = agreement(card, shown);
    int failed = LibC.INSTANCE.setenv(VARIABLE, card, 1);
    if (failed != 0) {
      throw new IllegalStateException("the C library refused to set " + VARIABLE);
    }
    return done;
  }

  /**
   * The variable's value as CUDA reads it.
   *
   * @return the value, or empty if every card is shown
   */
  public static Optional<String> shown() {
    return Optional.ofNullable(LibC.INSTANCE.getenv(VARIABLE));
  }

  /** Says how an assigned card and what the launcher shows go together. */
  static String agreement(String card, Optional<String> shown) {
    // Ordinals would not do: CUDA counts the fastest card first, nvidia-smi by the bus.
    if (!card.matches("(GPU|MIG)-[0-9A-Za-z/-]+")) {
      throw new IllegalArgumentException(
          "a card is assigned by its UUID, GPU-…, not '%s'; conf/gpu-discovery.sh lists UUIDs"
              .formatted(card));
    }
    if (shown.isEmpty()) {
      return "bound to " + card;
    }
    List<String> cards = Arrays.stream(shown.get().split(",")).map(String::strip).toList();
    if (cards.stream().noneMatch(each -> !each.isEmpty() && card.startsWith(each))) {
      throw new IllegalStateException(
          "Spark assigned %s, but %s is '%s' already: leave it unset, or let it list that UUID"
              .formatted(card, VARIABLE, shown.get()));
    }
    return cards.size() == 1
        ? "bound to %s, as %s said before".formatted(card, VARIABLE)
        : "bound to %s, one of the %s in %s".formatted(card, cards.size(), VARIABLE);
  }
}
