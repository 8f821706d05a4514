/** What every room needs: seeds and hashes. */
package org.paceline.base;
