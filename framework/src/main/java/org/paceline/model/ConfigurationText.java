package org.paceline.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A network's configuration as a file has it.
 *
 * @param text JSON
 * @param json the same, parsed
 */
record ConfigurationText(String text, JsonNode json) {

  /** DL4J writes NaN for what is not set. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if it is none of DL4J's; says what it is
   */
  static ConfigurationText of(byte[] bytes) {
    if (FileKind.of(bytes) != FileKind.TEXT) {
      throw new IllegalArgumentException("it is " + FileKind.of(bytes).description());
    }
    String text = ModelText.of(bytes);
    ConfigurationText configuration = new ConfigurationText(text, parsed(text));
    configuration.checkKind();
    return configuration;
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON: " + Reason.of(e), e);
    }
  }

  private void checkKind() {
    if (json.has("confs") || (json.has("vertices") && json.has("networkInputs"))) {
      return;
    }
    if (json.has("keras_version") || (json.has("class_name") && json.has("config"))) {
      throw new IllegalArgumentException("it is Keras' configuration: " + FileKind.IMPORT);
    }
    throw new IllegalArgumentException(
        "it is JSON of another kind: a DL4J network has confs, or vertices and networkInputs");
  }

  /** The network, with fresh weights. */
  TrainableNetwork network() {
    return TrainableNetwork.of(text);
  }

  /**
   * Refuses what earlier versions of DL4J did, and this one leaves out without a word.
   *
   * @throws IllegalArgumentException if it asks for more than backpropagation, or for less
   */
  void checkBackpropagation() {
    if (json.path("pretrain").asBoolean(false)) {
      throw new IllegalArgumentException(
          "it asks for layerwise pretraining (pretrain is true), which is not done here");
    }
    if (!json.path("backprop").asBoolean(true)) {
      throw new IllegalArgumentException(
          "it asks for no backpropagation (backprop is false), and nothing else is done here");
    }
  }
}
