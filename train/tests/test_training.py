"""Training learns, resumes exactly, and exports what PyTorch computes."""

import onnx
import onnxruntime
import pytest
import torch

from sayso_train import checkpoint
from sayso_train import config as config_module
from sayso_train.batches import Collator, plan_epoch
from sayso_train.blend import mean, read_shares
from sayso_train.distil import TASKS, Teacher
from sayso_train.encoder import MPNET, Encoder, EncoderShape, relative_buckets
from sayso_train.export import TOLERANCE, compare, quantise
from sayso_train.int8 import Product, round_products
from sayso_train.onnx_graph import IR_VERSION, OPSET, Graph, build, columns
from sayso_train.predict import onnx_scorer
from sayso_train.reader import Reader, Widths, distance_bucket
from sayso_train.tables import bucket
from sayso_train.train import Trainer


def trainer(tiny, labels, documents, folder):
    torch.manual_seed(tiny["seed"])
    return Trainer(config_module.make_reader(tiny, labels, pretrained=False), tiny, documents, torch.device("cpu"), folder, None)


def test_an_epoch_reads_every_word_once_and_is_seeded(article, treebank_document):
    documents = [article, treebank_document]
    plan = plan_epoch(documents, {}, 12, 40, 1, 0)
    seen = sorted((w.document, word) for batch in plan for w in batch for word in range(w.first, w.end))
    assert seen == [(n, word) for n, d in enumerate(documents) for word in range(len(d["words"]))]
    assert plan == plan_epoch(documents, {}, 12, 40, 1, 0)
    assert all(max(w.pieces for w in batch) * len(batch) <= 40 for batch in plan)


def test_losses_fall(tiny, labels, article, treebank_document, tmp_path):
    own = trainer(tiny | {"epochs": 60}, labels, [article, treebank_document], tmp_path)
    own.run(None, None, 60)
    import json

    rows = [json.loads(line)["loss"] for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    for name in ("tags", "pairs", "upos", "arcs", "spans", "sentence"):
        values = [row[name] for row in rows if name in row]
        assert values[-1] < values[0], name


def test_a_cut_run_goes_on_as_if_uncut(tiny, labels, article, treebank_document, tmp_path):
    documents = [article, treebank_document]
    whole = trainer(tiny, labels, documents, tmp_path / "whole")
    whole.run(4, None, 60)
    cut = trainer(tiny, labels, documents, tmp_path / "cut")
    cut.run(2, None, 60)
    torch.manual_seed(99)
    again = trainer(tiny, labels, documents, tmp_path / "cut")
    again.restore(checkpoint.load(tmp_path / "cut"))
    again.run(2, None, 60)
    for name, value in whole.reader.state_dict().items():
        assert torch.equal(value, again.reader.state_dict()[name]), name
    assert all(torch.equal(value, again.average[name]) for name, value in whole.average.items())


def test_the_graph_gives_the_numbers_of_pytorch(reader, tmp_path):
    reader.eval()
    torch.nn.init.normal_(reader.encoder.features.weight)
    model = build(reader)
    onnx.checker.check_model(model)
    onnx.save(model, tmp_path / "float.onnx")
    assert compare(reader, onnx_scorer(tmp_path / "float.onnx", columns(reader)))["furthest"] < TOLERANCE
    quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx")
    assert compare(reader, onnx_scorer(tmp_path / "int8.onnx", columns(reader)))["mean"] < 0.1


def test_padding_changes_nothing(reader, article, treebank_document):
    reader.eval()
    collate = Collator(reader.labels)
    windows = [w for batch in plan_epoch([article, treebank_document], {}, 500, 500, 1, 0) for w in batch]
    together = collate([article, treebank_document], windows)
    with torch.no_grad():
        both = reader(together.ids, together.lengths, together.features, together.first)
        for row, window in enumerate(windows):
            alone = collate([article, treebank_document], [window])
            found = reader(alone.ids, alone.lengths, alone.features, alone.first)
            for name, value in found.items():
                assert torch.allclose(value[0], both[name][row, : window.end - window.first], atol=1e-4), name


def test_mpnet_reads_the_same_windows(labels, article):
    shape = EncoderShape("mpnet", 1, 32, 4, 64, MPNET.vocabulary, MPNET.positions, 1e-5)
    reader = Reader(Encoder(shape), labels, Widths(8, 4, 8, 8, 8, 8))
    batch = Collator(labels)([article], plan_epoch([article], {}, 500, 500, 1, 0)[0])
    found = reader(batch.ids, batch.lengths, batch.features, batch.first)
    assert found["tags"].shape[:2] == batch.first.shape
    # Key minus query: what stands after falls in the upper half, and near places have buckets of their own.
    assert relative_buckets(torch.arange(300))[0, [0, 1, 7, 299]].tolist() == [0, 17, 23, 31]


def test_buckets_agree_between_training_and_decoding():
    distances = torch.arange(-300, 301)
    assert distance_bucket(distances).tolist() == bucket(distances.numpy()).tolist()


def test_a_teacher_is_content_with_itself(reader, tiny, labels, article):
    reader.eval()
    batch = Collator(labels)([article], plan_epoch([article], {}, 500, 500, 1, 0)[0])
    found = reader(batch.ids, batch.lengths, batch.features, batch.first)
    torch.manual_seed(8)
    other = config_module.make_reader(tiny, labels, pretrained=False).eval()
    torch.nn.init.normal_(other.columns["marks"].weight)
    own, others = (Teacher([teacher], TASKS, 2.0, False).loss(reader, batch, found) for teacher in (reader, other))
    assert own < others
    own.backward(retain_graph=True)
    # Its own probabilities are the target: the gradient is nought there.
    assert float(reader.columns["marks"].weight.grad.abs().max()) < 1e-5


def test_a_teacher_teaches_only_its_tasks(reader, tiny, labels, article):
    reader.eval()
    batch = Collator(labels)([article], plan_epoch([article], {}, 500, 500, 1, 0)[0])
    found = reader(batch.ids, batch.lengths, batch.features, batch.first)
    for value in found.values():
        value.retain_grad()
    torch.manual_seed(8)
    other = config_module.make_reader(tiny, labels, pretrained=False).eval()
    torch.nn.init.normal_(other.columns["marks"].weight)
    Teacher([other], ["tags", "inner"], 2.0, False).loss(reader, batch, found).backward()
    assert {name for name, value in found.items() if value.grad is not None and value.grad.any()} == {"tags", "inner"}


def test_a_blend_lies_between_its_parts(reader):
    state = reader.state_dict()
    others = {name: value + 1 if value.is_floating_point() else value for name, value in state.items()}
    for name, value in mean([state, others], [0.75, 0.25]).items():
        expected = state[name] + 0.25 if value.is_floating_point() else state[name]
        assert torch.allclose(value, expected), name


@pytest.mark.parametrize("text", ["taught", "taught:x", "taught:0.5", "taught:0.5,reader:0.6", "taught:0.5:1"])
def test_shares_of_a_blend_are_one_in_sum(text):
    assert read_shares("taught:0.75,reader:0.25") == {"taught": 0.75, "reader": 0.25}
    with pytest.raises(SystemExit, match=text):
        read_shares(text)


def test_a_rounding_product_is_that_of_the_exported_model(tmp_path):
    torch.manual_seed(5)
    product = Product(24, 10)
    x = torch.randn(1, 7, 24) * 2 + 0.3
    graph = Graph()
    graph.linear("x", product, "out")
    model = onnx.helper.make_model(
        onnx.helper.make_graph(
            graph.nodes,
            "product",
            [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1, 7, 24])],
            [onnx.helper.make_tensor_value_info("out", onnx.TensorProto.FLOAT, [1, 7, 10])],
            graph.weights,
        ),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
    )
    model.ir_version = IR_VERSION
    onnx.save(model, tmp_path / "float.onnx")
    quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx")
    (ran,) = onnxruntime.InferenceSession(tmp_path / "int8.onnx").run(None, {"x": x.numpy()})
    ran = torch.from_numpy(ran)
    floats = product(x)
    round_products(product, True)
    # Steps of weights differ in the last place between the two (127 or 127.5 to a side): far less than the rounding itself.
    assert (product(x) - ran).abs().max() < 0.3 * (floats - ran).abs().max()
    product.eval()
    assert torch.equal(product(x), floats)


def test_rounding_lets_gradients_through():
    product = Product(6, 4)
    x = torch.randn(2, 3, 6, requires_grad=True)
    product(x).sum().backward()
    whole, product.weight.grad, x.grad = x.grad.clone(), None, None
    round_products(product, True)
    product(x).sum().backward()
    assert product.weight.grad is not None and bool((product.weight.grad != 0).any())
    torch.testing.assert_close(x.grad, whole, atol=0.02, rtol=0)
