package org.paceline.submitter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the submitter is told at its start.
 *
 * @param home the folder of the embedded database and of files that have no other place
 * @param host the address that it listens on
 * @param port the port, 0 for any
 * @param databaseUrl JDBC; empty for an embedded database in the home folder
 * @param databaseUser who it is at the database
 * @param databasePassword that user's password
 * @param databaseConnections the most connections at a time
 * @param registration who may make an account
 * @param accessToken how long an access token holds
 * @param refreshToken how long a refresh token holds
 * @param requestsPerMinute the most requests of one address
 * @param signInsPerMinute the most attempts to sign in of one address
 * @param failuresUntilLocked wrong passwords in a row that lock an account
 * @param lock how long an account is locked
 * @param bodyBytes the largest body of a request that is not a file's
 * @param bodyBytesPerSecond the slowest that a body may come, on the average
 * @param idle how long a connection may be silent
 * @param drain how long requests are awaited that are under way when the service stops
 * @param trustedProxies whose X-Forwarded-For counts
 * @param metricsToken what a scraper of measures sends; empty if only admins read them
 * @param tlsKeystore the key and certificate of the service; without it, it speaks plain HTTP
 * @param tlsKeystorePassword of that file
 * @param files data sets and files
 * @param machines machines and their agents
 */
public record Settings(
    Path home,
    String host,
    int port,
    String databaseUrl,
    String databaseUser,
    Secret databasePassword,
    int databaseConnections,
    Registration registration,
    Duration accessToken,
    Duration refreshToken,
    int requestsPerMinute,
    int signInsPerMinute,
    int failuresUntilLocked,
    Duration lock,
    long bodyBytes,
    long bodyBytesPerSecond,
    Duration idle,
    Duration drain,
    List<AddressRange> trustedProxies,
    Secret metricsToken,
    Optional<Path> tlsKeystore,
    Secret tlsKeystorePassword,
    FileSettings files,
    MachineSettings machines) {}
