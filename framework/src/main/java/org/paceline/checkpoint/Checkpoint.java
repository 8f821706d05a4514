package org.paceline.checkpoint;

import org.paceline.exchange.NetworkState;

/**
 * All that a run needs to go on after its driver died: the network, and how far it is.
 *
 * @param network parameters and updater state after the last round
 * @param training the ledger, the speeds and the counters
 */
public record Checkpoint(NetworkState network, TrainingState training) {}
