package enum StreamLayout {}
