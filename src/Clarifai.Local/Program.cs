using Clarifai.Local.Hosting;

return await EngineCommand.RunAsync(args);
