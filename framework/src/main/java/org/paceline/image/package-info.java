/** What is in an image file: its size, and its pixels as they are stored. */
package org.paceline.image;
