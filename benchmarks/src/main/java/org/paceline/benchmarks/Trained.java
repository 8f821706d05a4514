package org.paceline.benchmarks;

import java.util.List;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingOutcome;

/**
 * A training with all its rounds.
 *
 * @param outcome what it came to
 * @param rounds what happened in each round
 */
public record Trained(TrainingOutcome outcome, List<RoundRecord> rounds) {}
