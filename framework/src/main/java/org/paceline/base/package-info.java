/**
 * What every room needs: seeds, hashes, names of files, files that appear whole, results of tasks.
 */
package org.paceline.base;
