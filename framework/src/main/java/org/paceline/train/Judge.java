package org.paceline.train;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.paceline.evaluate.Validator;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Validation;
import org.paceline.pool.PoolWorker;

/**
 * Looks at the network after each epoch, and says when nothing more is to be gained.
 *
 * @param validator with the data to look at, if there is any
 * @param monitor what decides which epoch is better
 * @param stopping when to end
 */
record Judge(Optional<Validator<?>> validator, Monitor monitor, Optional<EarlyStopping> stopping) {

  /** Looks at nothing. */
  static final Judge NONE = new Judge(Optional.empty(), Monitor.LOSS, Optional.empty());

  boolean looks() {
    return validator.isPresent();
  }

  Validation judge(
      int epoch, NetworkState state, List<PoolWorker> pool, Consumer<List<String>> late) {
    return validator.orElseThrow().validate(epoch, state, pool, late);
  }

  boolean enough(List<Validation> all) {
    return stopping.isPresent() && stopping.get().enough(all, monitor);
  }
}
