package org.paceline.base;

/** Derives independent seeds from one. */
public final class Seeds {

  private Seeds() {}

  /**
   * Mixes a seed with positions, such as an epoch, a round and a worker.
   *
   * @param seed the seed
   * @param positions what the new seed is for
   * @return a seed that looks unrelated to that of any other position
   */
  // The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) after each addition.
  public static long mix(long seed, long... positions) {
    long mixed = seed;
    for (long position : positions) {
      mixed = finish(mixed + 0x9e3779b97f4a7c15L * (position + 1));
    }
    return mixed;
  }

  private static long finish(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
