internal import ClusterNetwork
internal import Controllers
internal import Images
internal import Kube
internal import Logging
internal import NIOCore
internal import PKI
