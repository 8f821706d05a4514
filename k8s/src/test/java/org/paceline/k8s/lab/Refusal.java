package org.paceline.k8s.lab;

import okhttp3.mockwebserver.MockResponse;

/**
 * What an API server answers to a request that it does not serve.
 *
 * @param code the HTTP status
 * @param reason its name in Kubernetes
 * @param message for people
 */
record Refusal(int code, String reason, String message) {

  MockResponse response() {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setBody(
            """
            {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"%s"}"""
                .formatted(code, reason, message.replace("\"", "\\\"")));
  }
}
