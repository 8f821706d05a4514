package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

/** The names of services as a file of hosts, which Java reads in place of asking a server. */
final class ClusterDns {

  private final KubernetesClient client;

  ClusterDns(KubernetesClient client) {
    this.client = client;
  }

  /** What a pod that starts would be answered. */
  String hosts(Pod self, String ip) throws IOException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n127.0.0.1 ");
    hosts.append(InetAddress.getLocalHost().getHostName()).append('\n');
    hosts.append(ip).append(' ').append(self.getMetadata().getName()).append('\n');
    String namespace = self.getMetadata().getNamespace();
    for (Service service : client.services().inNamespace(namespace).list().getItems()) {
      Map<String, String> selector = service.getSpec().getSelector();
      String name = service.getMetadata().getName();
      String names =
          " %s %s.%s.svc %s.%s.svc.cluster.local\n"
              .formatted(name, name, namespace, name, namespace);
      if (self.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())) {
        hosts.append(ip).append(names);
      }
      for (Pod pod : client.pods().inNamespace(namespace).withLabels(selector).list().getItems()) {
        if (pod.getStatus().getPodIP() != null) {
          hosts.append(pod.getStatus().getPodIP()).append(names);
        }
      }
    }
    return hosts.toString();
  }
}
