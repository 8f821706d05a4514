package org.paceline.scout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.paceline.base.Hashing;
import org.paceline.feed.BlockSource;
import org.paceline.roster.Member;
import org.paceline.speed.TrialKey;

/**
 * What trial speeds hold for: the machine with its share, threads and kernels, and the network with
 * its feed, but for settings that cost no time.
 *
 * @param network hash of the network and its feed
 * @param batchSize examples in a step
 */
record TrialKeys(String network, int batchSize) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Numbers that a step takes as they are: another value takes as long. */
  private static final Set<String> COST_NOTHING =
      Set.of(
          "seed",
          "learningRate",
          "learningRateSchedule",
          "momentum",
          "l2",
          "iterationCount",
          "epochCount");

  static TrialKeys of(BlockSource<?> source, String configuration) {
    String cost = costly(configuration) + source.feed().cost();
    return new TrialKeys(Hashing.hex(Hashing.sha256(cost)), source.blockSize());
  }

  /** The keys of executors, by id. */
  Map<String, TrialKey> of(List<Member> members, Map<String, Sighting> seen) {
    return members.stream()
        .collect(Collectors.toMap(Member::executorId, m -> key(seen.get(m.executorId()), m)));
  }

  private TrialKey key(Sighting seen, Member member) {
    String share = member.attributes().getOrDefault(Member.CPU_SHARE, "whole");
    String machine =
        "%s|%s|%s|%s threads|%s"
            .formatted(
                seen.profile().fingerprint(), share, seen.build(), seen.threads(), seen.kernels());
    return new TrialKey(machine, network, batchSize);
  }

  /** The configuration without what costs nothing. */
  static String costly(String configuration) {
    try {
      JsonNode root = JSON.readTree(configuration);
      COST_NOTHING.forEach(name -> root.findParents(name).forEach(TrialKeys::strip));
      return root.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a network's configuration is JSON: " + e.getMessage(), e);
    }
  }

  private static void strip(JsonNode parent) {
    ((ObjectNode) parent).remove(COST_NOTHING);
  }
}
