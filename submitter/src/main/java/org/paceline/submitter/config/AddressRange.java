package org.paceline.submitter.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address, or all that begin with the same bits, as {@code 10.1.0.0/16} (RFC 4632).
 *
 * @param first any of them
 * @param bits how many bits they have in common
 */
public record AddressRange(InetAddress first, int bits) {

  private static final String LITERAL =
      "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

  /** Reads one; throws {@link IllegalArgumentException} if it is none. */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    InetAddress first = address(slash < 0 ? text : text.substring(0, slash));
    int most = first.getAddress().length * Byte.SIZE;
    String bits = slash < 0 ? String.valueOf(most) : text.substring(slash + 1);
    if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
      throw none();
    }
    return new AddressRange(first, Integer.parseInt(bits));
  }

  /**
   * Reads an address without asking for a name's.
   *
   * @param text of digits
   * @return the address; one of IPv4 where it is written as one of IPv6
   * @throws IllegalArgumentException if it is none
   */
  public static InetAddress address(String text) {
    if (!text.matches(LITERAL)) {
      throw none();
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw none();
    }
  }

  private static IllegalArgumentException none() {
    return new IllegalArgumentException("must be addresses, as 10.0.0.1 or 10.1.0.0/16");
  }

  /**
   * Whether an address is one of them.
   *
   * @param address of either kind
   * @return false where it is of the other kind
   */
  public boolean holds(InetAddress address) {
    byte[] a = first.getAddress();
    byte[] b = address.getAddress();
    if (a.length != b.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((a[bit / Byte.SIZE] ^ b[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
