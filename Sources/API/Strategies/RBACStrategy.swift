import JSON
import Kube

struct RBACStrategy: Strategy {}
