package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** Writes into the status of quotas what is used of them. */
final class QuotaController {

  private final KubernetesClient client;

  QuotaController(KubernetesClient client) {
    this.client = client;
  }

  void count() {
    for (ResourceQuota quota : client.resourceQuotas().inAnyNamespace().list().getItems()) {
      List<Pod> there =
          client.pods().inNamespace(quota.getMetadata().getNamespace()).list().getItems();
      Map<String, Quantity> used = Gatekeeper.used(there, quota.getSpec().getHard().keySet());
      if (quota.getStatus() == null || !used.equals(quota.getStatus().getUsed())) {
        quota.setStatus(new ResourceQuotaStatus(quota.getSpec().getHard(), used));
        client.resource(quota).update();
      }
    }
  }
}
