package org.paceline.train;

import java.util.List;
import java.util.Locale;
import org.paceline.model.Validation;

/** What of a validation decides which epoch is better. */
public enum Monitor {
  /** The smaller the better; one that is no number is worse than any other. */
  LOSS {
    @Override
    double worth(Validation validation) {
      return Double.isNaN(validation.loss()) ? Double.NEGATIVE_INFINITY : -validation.loss();
    }
  },
  /** The larger the better. */
  ACCURACY {
    @Override
    double worth(Validation validation) {
      return validation.accuracy();
    }
  };

  abstract double worth(Validation validation);

  /**
   * The best of some epochs.
   *
   * @param all at least one, in their order
   * @return the first of those that are equally good
   */
  public Validation best(List<Validation> all) {
    return best(all, 0);
  }

  /** The last that was better than the best before it by more than {@code leastGain}. */
  Validation best(List<Validation> all, double leastGain) {
    Validation best = all.get(0);
    for (Validation next : all) {
      best = worth(next) > worth(best) + leastGain ? next : best;
    }
    return best;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
