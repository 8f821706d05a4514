package org.paceline.data;

/**
 * What lies in a folder.
 *
 * @param name its name, without the folder's
 * @param kind what it is
 * @param bytes the size of a file
 * @param modified when it was last changed, in milliseconds since 1970
 */
record Found(String name, Kind kind, long bytes, long modified) {

  enum Kind {
    FILE,
    FOLDER,
    /** A link that leads nowhere. */
    DEAD_LINK,
    /** Such as a socket. */
    OTHER
  }
}
