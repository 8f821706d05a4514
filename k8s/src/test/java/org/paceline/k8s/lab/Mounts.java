package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The volumes of a pod as folders of this computer. There is no mount namespace: wherever a path of
 * the container is mentioned, it is replaced by the folder.
 */
final class Mounts {

  private final KubernetesClient client;
  private final Path folder;
  private final Path claims;

  /** The longest path first, so that what is mounted below another mount is found. */
  private final Map<String, String> paths =
      new TreeMap<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  Mounts(KubernetesClient client, Path folder, Path claims, Path image) {
    this.client = client;
    this.folder = folder;
    this.claims = claims;
    paths.put("/opt/", image + "/opt/");
  }

  Mounts mount(Pod pod, Container container) throws IOException {
    Map<String, Path> volumes = new HashMap<>();
    for (Volume volume : pod.getSpec().getVolumes()) {
      volumes.put(volume.getName(), folder(pod, volume));
    }
    for (VolumeMount mount : container.getVolumeMounts()) {
      String below = mount.getSubPath() == null ? "" : "/" + mount.getSubPath();
      paths.put(mount.getMountPath(), volumes.get(mount.getName()) + below);
    }
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (volume.getConfigMap() != null) {
        rewrite(volumes.get(volume.getName()));
      }
    }
    return this;
  }

  private Path folder(Pod pod, Volume volume) throws IOException {
    String namespace = pod.getMetadata().getNamespace();
    if (volume.getPersistentVolumeClaim() != null) {
      String claim = volume.getPersistentVolumeClaim().getClaimName();
      if (client.persistentVolumeClaims().inNamespace(namespace).withName(claim).get() == null) {
        throw new IOException("persistentvolumeclaim \"" + claim + "\" not found");
      }
      return Files.createDirectories(claims.resolve(claim));
    }
    Path path = Files.createDirectories(folder.resolve(volume.getName()));
    if (volume.getConfigMap() != null) {
      String name = volume.getConfigMap().getName();
      ConfigMap map = client.configMaps().inNamespace(namespace).withName(name).get();
      if (map == null) {
        throw new IOException("configmap \"" + name + "\" not found");
      }
      Map<String, String> names = new HashMap<>();
      for (KeyToPath item : volume.getConfigMap().getItems()) {
        names.put(item.getKey(), item.getPath());
      }
      for (Map.Entry<String, String> entry : map.getData().entrySet()) {
        if (names.isEmpty() || names.containsKey(entry.getKey())) {
          String file = names.getOrDefault(entry.getKey(), entry.getKey());
          Files.writeString(path.resolve(file), entry.getValue());
        }
      }
    } else if (volume.getSecret() != null) {
      String name = volume.getSecret().getSecretName();
      Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
      if (secret == null) {
        throw new IOException("secret \"" + name + "\" not found");
      }
      for (Map.Entry<String, String> entry : secret.getData().entrySet()) {
        Files.write(path.resolve(entry.getKey()), Base64.getDecoder().decode(entry.getValue()));
      }
    } else if (volume.getEmptyDir() == null) {
      throw new IOException("volume " + volume.getName() + " is of a kind that is not known here");
    }
    return path;
  }

  private void rewrite(Path config) throws IOException {
    try (var files = Files.list(config)) {
      for (Path file : files.toList()) {
        Files.writeString(file, here(Files.readString(file)));
      }
    }
  }

  /** A text in which the container's paths have become those of this computer. */
  String here(String text) {
    String any = paths.keySet().stream().map(Mounts::pattern).collect(Collectors.joining("|"));
    return Pattern.compile("(?<![A-Za-z0-9_.-])(" + any + ")")
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(paths.get(found.group(1))));
  }

  private static String pattern(String path) {
    return Pattern.quote(path) + (path.endsWith("/") ? "" : "(?=[^A-Za-z0-9_.-]|$)");
  }
}
