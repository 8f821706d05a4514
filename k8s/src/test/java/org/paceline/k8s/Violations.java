package org.paceline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the rules for pods say against those of a manifest; empty if nothing. */
final class Violations {

  /** A registry may have a port, so a colon before the last slash starts no tag. */
  private static final Pattern TAGGED = Pattern.compile("[^@]*:(?<tag>[\\w][\\w.-]*)(@sha256:.*)?");

  private final List<String> found = new ArrayList<>();

  private Violations() {}

  /** Looks at every pod in the object, however deep: templates of deployments and jobs too. */
  static List<String> in(JsonNode object) {
    Violations violations = new Violations();
    for (JsonNode spec : object.findParents("containers")) {
      violations.check(Manifest.as(PodSpec.class, spec));
    }
    return violations.found;
  }

  private void check(PodSpec pod) {
    PodSecurityContext security =
        Objects.requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new);
    rule("pod: hostNetwork, hostPID or hostIPC", !sharesTheHost(pod));
    rule(
        "pod: a hostPath volume", pod.getVolumes().stream().allMatch(v -> v.getHostPath() == null));
    rule(
        "pod: no seccompProfile RuntimeDefault",
        Optional.ofNullable(security.getSeccompProfile())
            .map(SeccompProfile::getType)
            .filter("RuntimeDefault"::equals)
            .isPresent());
    Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
        .forEach(container -> check(container, security));
  }

  private static boolean sharesTheHost(PodSpec pod) {
    return Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
        .anyMatch(Boolean.TRUE::equals);
  }

  private void check(Container container, PodSecurityContext pod) {
    String name = container.getName() + ": ";
    SecurityContext own =
        Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
    Boolean nonRoot = own.getRunAsNonRoot() != null ? own.getRunAsNonRoot() : pod.getRunAsNonRoot();
    Long user = own.getRunAsUser() != null ? own.getRunAsUser() : pod.getRunAsUser();
    rule(name + "runAsNonRoot is not true", Boolean.TRUE.equals(nonRoot));
    rule(name + "runAsUser is none or root", user != null && user != 0);
    rule(name + "privileged", !Boolean.TRUE.equals(own.getPrivileged()));
    rule(
        name + "allowPrivilegeEscalation is not false",
        Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()));
    rule(
        name + "readOnlyRootFilesystem is not true",
        Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()));
    Capabilities capabilities =
        Objects.requireNonNullElseGet(own.getCapabilities(), Capabilities::new);
    rule(name + "does not drop ALL", capabilities.getDrop().contains("ALL"));
    rule(name + "adds capabilities", capabilities.getAdd().isEmpty());
    ResourceRequirements resources =
        Objects.requireNonNullElseGet(container.getResources(), ResourceRequirements::new);
    for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
      rule(
          name + "no limit of " + resource,
          resources.getLimits() != null && resources.getLimits().containsKey(resource));
    }
    var image = TAGGED.matcher(Objects.requireNonNullElse(container.getImage(), ""));
    rule(
        name + "its image has no tag or latest",
        image.matches() && !image.group("tag").equals("latest"));
  }

  private void rule(String violation, boolean kept) {
    if (!kept) {
      found.add(violation);
    }
  }
}
