package org.paceline.submitter.web;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What can be asked and what is answered, as OpenAPI has it. */
public final class SpecificationFeature implements Feature {

  private static final String RESOURCE = "openapi.yaml";

  private final byte[] yaml = read();
  private final byte[] json = json(yaml);

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/openapi.yaml", show(yaml, "application/yaml"), Access.ANYBODY);
    routes.get("/api/v1/openapi.json", show(json, "application/json"), Access.ANYBODY);
  }

  /** It changes with the service only, which its tag tells. */
  private static Handler show(byte[] text, String type) {
    String tag = "\"" + Fingerprint.hex(type, text) + "\"";
    return context -> show(context, text, type, tag);
  }

  private static void show(Context context, byte[] text, String type, String tag) {
    context.header("ETag", tag);
    context.header("Cache-Control", "no-cache");
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
    } else {
      context.contentType(type).result(text);
    }
  }

  private static byte[] read() {
    try (InputStream in = SpecificationFeature.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the build: " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] json(byte[] yaml) {
    try {
      return new YAMLMapper().readTree(yaml).toString().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
