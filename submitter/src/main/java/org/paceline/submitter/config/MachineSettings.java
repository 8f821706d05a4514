package org.paceline.submitter.config;

import java.time.Duration;

/**
 * What the submitter is told of machines.
 *
 * @param heartbeat how often agents report
 * @param enrollment how long a token holds with which an agent registers a machine
 */
public record MachineSettings(Duration heartbeat, Duration enrollment) {}
