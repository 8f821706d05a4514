package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.paceline.submitter.config.AddressRange;

/**
 * Where a request comes from. What proxies say of it counts only as far as they are trusted:
 * anybody may write a header.
 */
public final class Origin {

  static final String FORWARDED = "X-Forwarded-For";

  /** Who has one address of IPv6 has all that begin with these bytes. */
  private static final int NETWORK = 8;

  private final List<AddressRange> trusted;

  Origin(List<AddressRange> trusted) {
    this.trusted = trusted;
  }

  /**
   * What limits count by: an address, or a network of IPv6, of which one person has as many
   * addresses as they like.
   *
   * @param context the request
   * @return in a form that is the same for the same origin
   */
  public static String of(Context context) {
    return network(AddressRange.address(context.ip()));
  }

  static String network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] bytes = Arrays.copyOf(address.getAddress(), NETWORK);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < NETWORK; i += 2) {
      text.append(
          String.format(
              Locale.ROOT, "%x:", ((bytes[i] & 0xff) << Byte.SIZE) | (bytes[i + 1] & 0xff)));
    }
    return text.append(":/64").toString();
  }

  /** The nearest address that is no trusted proxy's. */
  String address(Context context) {
    InetAddress nearest = AddressRange.address(bare(context.req().getRemoteAddr()));
    if (trusted.isEmpty()) {
      return nearest.getHostAddress();
    }
    return behind(nearest, Collections.list(context.req().getHeaders(FORWARDED)));
  }

  private String behind(InetAddress proxy, List<String> forwarded) {
    String[] hops = String.join(",", forwarded).split(",", -1);
    InetAddress nearest = proxy;
    for (int i = hops.length - 1; i >= 0 && trusts(nearest); i--) {
      try {
        nearest = AddressRange.address(bare(hops[i].strip()));
      } catch (IllegalArgumentException e) {
        // Nothing behind it is known.
        break;
      }
    }
    return nearest.getHostAddress();
  }

  private boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.holds(address));
  }

  /** Addresses of IPv6 come in brackets at times, and with the name of an interface. */
  private static String bare(String address) {
    return address.replaceAll("^\\[|]$|%.*", "");
  }
}
