package org.paceline.benchmarks.service;

import java.util.List;

/**
 * Whether memory is flat.
 *
 * @param liveBeforeMib heap in use after a whole collection, before the load that counts
 * @param liveAfterMib the same after it
 * @param residentMib the most that the process had
 * @param growthMibAMinute slope of the process's memory over the second half of the load, by least
 *     squares
 * @param pauses collections during the load
 * @param longestPauseMillis the longest of them
 * @param pausesMillis all of them together
 */
record Memory(
    int liveBeforeMib,
    int liveAfterMib,
    double residentMib,
    double growthMibAMinute,
    int pauses,
    double longestPauseMillis,
    double pausesMillis) {

  private static final int A_MINUTE = 60;

  static Memory of(int liveBefore, int liveAfter, GarbageLog garbage, List<Watch.Look> looks) {
    return new Memory(
        liveBefore,
        liveAfter,
        looks.stream().mapToDouble(Watch.Look::residentMib).max().orElse(0),
        slope(looks.subList(looks.size() / 2, looks.size())) * A_MINUTE,
        garbage.pauses().size(),
        garbage.longest(),
        garbage.together());
  }

  private static double slope(List<Watch.Look> looks) {
    double time = looks.stream().mapToDouble(Watch.Look::second).average().orElse(0);
    double mean = looks.stream().mapToDouble(Watch.Look::residentMib).average().orElse(0);
    double square = looks.stream().mapToDouble(look -> Math.pow(look.second() - time, 2)).sum();
    double product =
        looks.stream()
            .mapToDouble(look -> (look.second() - time) * (look.residentMib() - mean))
            .sum();
    return square == 0 ? 0 : product / square;
  }
}
