namespace Clarifai;

/// <summary>The inputs of an app, which its models learn from: what is sent there is stored, with its concepts.</summary>
/// <param name="model">The model whose app is meant.</param>
internal sealed class InputsTarget(ModelReference model)
    : PredictTarget(new OwnedName("input", "inputs", "inputs", model.UserId, model.AppId))
{
    public override string AnswersKey => "inputs";

    public override string Activity => "Sending examples";

    public override int InputsPerRequest(ServiceLimits limits) => limits.InputsPerRequest;

    public override void EnsureFits(PredictOptions options, bool isLocal)
    {
        // There is nothing to fit.
    }

    public override string OptionsMember(string outputConfig) => throw new NotSupportedException("Inputs have no options.");
}
