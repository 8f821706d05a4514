package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Role-based access as Kubernetes decides it, from roles and bindings; nothing else is allowed. */
public final class Access {

  private final List<HasMetadata> manifests;
  private final Set<Call> used = new HashSet<>();

  /** Takes roles, cluster roles and their bindings out of manifests. */
  public Access(List<HasMetadata> manifests) {
    this.manifests = List.copyOf(manifests);
  }

  synchronized boolean allows(Call call) {
    used.add(call);
    return permissions(call.user(), call.namespace()).contains(call.permission())
        || permissions(call.user(), "").contains(call.permission());
  }

  /** The permissions that a user was granted in a namespace, or everywhere. */
  public Set<String> granted(String user, String namespace) {
    Set<String> all = new TreeSet<>(permissions(user, namespace));
    all.addAll(permissions(user, ""));
    return all;
  }

  /** The permissions that a user's requests have needed so far. */
  public synchronized Set<String> used(String user) {
    Set<String> needed = new TreeSet<>();
    used.stream().filter(c -> c.user().equals(user)).forEach(c -> needed.add(c.permission()));
    return needed;
  }

  private Set<String> permissions(String user, String namespace) {
    Set<String> found = new HashSet<>();
    for (HasMetadata manifest : manifests) {
      if (manifest instanceof RoleBinding binding
          && binding.getMetadata().getNamespace().equals(namespace)
          && binds(binding.getSubjects(), user)) {
        found.addAll(permissions(rules(binding.getRoleRef(), namespace)));
      } else if (manifest instanceof ClusterRoleBinding binding
          && namespace.isEmpty()
          && binds(binding.getSubjects(), user)) {
        found.addAll(permissions(rules(binding.getRoleRef(), "")));
      }
    }
    return found;
  }

  private static boolean binds(List<Subject> subjects, String user) {
    return subjects.stream()
        .anyMatch(s -> user.equals(serviceAccount(s.getNamespace(), s.getName())));
  }

  /** The name under which a service account is known to the API server. */
  public static String serviceAccount(String namespace, String name) {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  private List<PolicyRule> rules(RoleRef reference, String namespace) {
    List<PolicyRule> rules = new ArrayList<>();
    for (HasMetadata manifest : manifests) {
      if (!manifest.getMetadata().getName().equals(reference.getName())) {
        continue;
      }
      if (manifest instanceof Role role
          && reference.getKind().equals("Role")
          && role.getMetadata().getNamespace().equals(namespace)) {
        rules.addAll(role.getRules());
      } else if (manifest instanceof ClusterRole role
          && reference.getKind().equals("ClusterRole")) {
        rules.addAll(role.getRules());
      }
    }
    return rules;
  }

  private static Set<String> permissions(List<PolicyRule> rules) {
    Set<String> all = new HashSet<>();
    for (PolicyRule rule : rules) {
      for (String group : rule.getApiGroups()) {
        for (String resource : rule.getResources()) {
          for (String verb : rule.getVerbs()) {
            all.add(new Call("", verb, group, resource, "", "").permission());
          }
        }
      }
    }
    return all;
  }
}
