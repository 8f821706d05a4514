/** What every room needs: seeds, hashes, and files that appear whole. */
package org.paceline.base;
