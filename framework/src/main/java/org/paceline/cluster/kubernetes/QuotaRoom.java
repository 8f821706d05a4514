package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What a namespace's resource quotas leave. */
final class QuotaRoom {

  private QuotaRoom() {}

  /**
   * The first limit that more pods would break.
   *
   * @param client whoever asks
   * @param namespace where the pods would be
   * @param wanted what they would take, by the names that quotas use
   * @return what is wrong, for people
   */
  static Optional<String> shortage(
      KubernetesClient client, String namespace, Map<String, BigDecimal> wanted) {
    for (ResourceQuota quota : client.resourceQuotas().inNamespace(namespace).list().getItems()) {
      for (Map.Entry<String, Quantity> hard : quota.getSpec().getHard().entrySet()) {
        BigDecimal want = wanted.getOrDefault(hard.getKey(), BigDecimal.ZERO);
        BigDecimal used = used(quota, hard.getKey());
        BigDecimal limit = Quantity.getAmountInBytes(hard.getValue());
        if (want.signum() > 0 && used.add(want).compareTo(limit) > 0) {
          return Optional.of(
              "quota %s of namespace %s allows %s of %s; %s are used, and the job needs %s more"
                  .formatted(
                      quota.getMetadata().getName(),
                      namespace,
                      hard.getValue(),
                      hard.getKey(),
                      text(hard.getKey(), used),
                      text(hard.getKey(), want)));
        }
      }
    }
    return Optional.empty();
  }

  private static BigDecimal used(ResourceQuota quota, String name) {
    Map<String, Quantity> counted = quota.getStatus() == null ? null : quota.getStatus().getUsed();
    return counted == null || !counted.containsKey(name)
        ? BigDecimal.ZERO
        : Quantity.getAmountInBytes(counted.get(name));
  }

  private static String text(String name, BigDecimal amount) {
    return name.contains("memory") || name.contains("storage")
        ? "%sMi".formatted(amount.longValue() >> 20)
        : amount.stripTrailingZeros().toPlainString();
  }
}
