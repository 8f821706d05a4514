package org.paceline.k8s.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The set-based requirements of a query, {@code key in (a,b)}, which the mock server ignores. */
final class LabelSelector {

  private static final Pattern IN = Pattern.compile("([^,() ]+) in \\(([^)]*)\\)");
  private static final Pattern QUERY = Pattern.compile("([?&])labelSelector=([^&]*)");

  private record Requirement(String key, List<String> values) {}

  private final String rest;
  private final List<Requirement> requirements = new ArrayList<>();

  private LabelSelector(String rest) {
    this.rest = rest;
  }

  static LabelSelector of(String target) {
    Matcher query = QUERY.matcher(target);
    if (!query.find()) {
      return new LabelSelector(target);
    }
    String selector = URLDecoder.decode(query.group(2), StandardCharsets.UTF_8);
    String equalities = IN.matcher(selector).replaceAll("").replaceAll(",+", ",");
    equalities = equalities.replaceAll("^,|,$", "");
    String without =
        target.substring(0, query.start())
            + query.group(1)
            + (equalities.isEmpty() ? "" : "labelSelector=" + equalities.replace("=", "%3D"))
            + target.substring(query.end());
    LabelSelector parsed = new LabelSelector(without);
    for (Matcher in = IN.matcher(selector); in.find(); ) {
      parsed.requirements.add(
          new Requirement(in.group(1), Arrays.asList(in.group(2).split(" *, *"))));
    }
    return parsed;
  }

  /** Whether there is anything here that the mock would ignore. */
  boolean sets() {
    return !requirements.isEmpty();
  }

  /** The request target without those requirements. */
  String rest() {
    return rest;
  }

  boolean matches(JsonNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    return requirements.stream()
        .allMatch(r -> r.values().contains(labels.path(r.key()).asText(null)));
  }
}
