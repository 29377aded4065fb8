const old = { wellKnownCACerts: "System" }; // of another program
