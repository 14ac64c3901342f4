/** Not ours: what the bridge takes for an application. */
package com.acme.shop;
