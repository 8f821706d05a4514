package org.paceline.ledger;

/**
 * The books of one epoch.
 *
 * @param epoch its number, from 1
 * @param exact whether every example was trained exactly once
 * @param ledgerHash SHA-256 over who trained each block in which round; equal for runs that dealt
 *     alike
 */
public record EpochRecord(int epoch, boolean exact, String ledgerHash) {}
