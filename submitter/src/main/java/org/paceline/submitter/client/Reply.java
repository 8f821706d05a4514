package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param status of HTTP, below 300
 * @param body a missing node where there is none
 * @param version the ETag, to be sent with a change; null if there is none
 */
public record Reply(int status, JsonNode body, String version) {}
